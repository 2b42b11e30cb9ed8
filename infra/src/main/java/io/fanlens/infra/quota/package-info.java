/** The table in which functions reserve their calls. */
package io.fanlens.infra.quota;
