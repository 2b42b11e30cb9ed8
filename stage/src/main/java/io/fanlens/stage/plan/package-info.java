/** The plan of a stage before it is deployed: throughput, cost, and what to increase first. */
package io.fanlens.stage.plan;
