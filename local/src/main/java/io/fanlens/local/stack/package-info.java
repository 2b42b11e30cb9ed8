/** Reads a CloudFormation template and makes what it says on the local cloud's services. */
package io.fanlens.local.stack;
