/** Damage done to the whole pipeline on purpose, and the count of what it lost or paid twice. */
package io.fanlens.e2e.chaos;
