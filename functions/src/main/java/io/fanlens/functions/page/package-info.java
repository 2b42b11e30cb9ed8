/** The server of the web page: its files, who may see what, uploads and lists of results. */
package io.fanlens.functions.page;
