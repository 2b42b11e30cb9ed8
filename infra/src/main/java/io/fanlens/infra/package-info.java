/** The CDK app that turns a stage of {@code cdk.json} into an AWS CloudFormation template. */
package io.fanlens.infra;
