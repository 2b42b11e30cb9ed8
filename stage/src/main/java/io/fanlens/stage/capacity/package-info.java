/** The throughput of a configuration, and the quotas and tables that limit it. */
package io.fanlens.stage.capacity;
