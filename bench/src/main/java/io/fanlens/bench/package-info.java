/** Measurements of Fanlens against the alternatives, as commands. */
package io.fanlens.bench;
