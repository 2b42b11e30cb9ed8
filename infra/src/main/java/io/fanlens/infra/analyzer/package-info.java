/** The function, its role, its layers and the event source mapping that feeds it. */
package io.fanlens.infra.analyzer;
