/** Provisions a CloudFormation template on the local cloud's services. */
package io.fanlens.local.stack;
