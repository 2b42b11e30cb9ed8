/**
 * A function's processes: child JVMs, the Runtime API that each of them talks to, and their pool.
 */
package io.fanlens.local.lambda.runtime;
