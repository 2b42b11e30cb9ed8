/** A request of the page: who asks for what, and why it is refused. */
package io.fanlens.functions.page.request;
