/**
 * Rows of the results table: how any answer becomes attributes, and how a row is claimed and
 * finished.
 */
package io.fanlens.result;
