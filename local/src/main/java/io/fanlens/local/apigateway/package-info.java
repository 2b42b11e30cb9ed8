/** Amazon API Gateway: REST APIs whose methods invoke functions, with their limits and quirks. */
package io.fanlens.local.apigateway;
