/** Moves dead letters back to their queue. */
package io.fanlens.redrive;
