/** The monthly cost of a stage. */
package io.fanlens.stage.cost;
