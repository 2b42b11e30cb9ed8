/** Measurements of converting pictures against other tools, at equal work. */
package io.fanlens.bench.pictures;
