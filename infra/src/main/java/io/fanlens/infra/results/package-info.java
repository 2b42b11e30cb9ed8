/** The storage of results, and their publication as events. */
package io.fanlens.infra.results;
