/** A function and the queue that feeds it, put together. */
package io.fanlens.local.lambda.service;
