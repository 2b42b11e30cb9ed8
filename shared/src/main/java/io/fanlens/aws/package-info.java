/** The AWS side of the core: clients and adapters, and the one table that classifies errors. */
package io.fanlens.aws;
