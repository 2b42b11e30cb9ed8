/**
 * Faults of S3, SQS and DynamoDB, injected at the gateway, between the function and the services.
 */
package io.fanlens.local.faults;
