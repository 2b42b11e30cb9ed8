/** The server of the web page: who may see what, forms for uploads, and lists of results. */
package io.fanlens.functions.page;
