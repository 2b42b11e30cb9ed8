/** A pipeline on a virtual clock: service, table, queue and workers as events, from one seed. */
package io.fanlens.bench.simulation;
