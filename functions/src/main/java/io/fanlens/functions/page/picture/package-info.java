/** The bucket and the rows as the page shows them. */
package io.fanlens.functions.page.picture;
