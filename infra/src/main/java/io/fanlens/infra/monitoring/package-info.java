/** Alarms, dashboard and saved log queries. */
package io.fanlens.infra.monitoring;
