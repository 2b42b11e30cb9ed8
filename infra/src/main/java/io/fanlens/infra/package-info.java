/** The stack: a CDK app that turns one block of {@code cdk.json} into a CloudFormation template. */
package io.fanlens.infra;
