/** The AWS side of the core: clients and adapters, and the one table of what an error means. */
package io.fanlens.aws;
