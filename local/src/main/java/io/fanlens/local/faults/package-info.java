/** Faults of S3, SQS and DynamoDB, put between the function and the services at the gateway. */
package io.fanlens.local.faults;
