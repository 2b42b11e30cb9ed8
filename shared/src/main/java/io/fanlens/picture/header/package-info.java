/** What a file is, by its first bytes. Nothing is decoded, and no offset or count is trusted. */
package io.fanlens.picture.header;
