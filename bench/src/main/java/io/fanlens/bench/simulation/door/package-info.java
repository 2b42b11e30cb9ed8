/** What is sent to the API's front door in a simulation, how it is counted, and what comes out. */
package io.fanlens.bench.simulation.door;
