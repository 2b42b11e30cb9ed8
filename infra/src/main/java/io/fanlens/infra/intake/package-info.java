/** The bucket of pictures, or the events of an existing one, and the queue. */
package io.fanlens.infra.intake;
