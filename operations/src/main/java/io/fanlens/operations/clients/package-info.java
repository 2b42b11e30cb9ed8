/** {@code ./fanlens clients}: the clients of an API and their keys. */
package io.fanlens.operations.clients;
