/** Faults injected into the whole pipeline, and the count of what was lost or paid for twice. */
package io.fanlens.e2e.chaos;
