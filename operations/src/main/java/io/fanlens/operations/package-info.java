/**
 * What somebody does who operates a deployment, on AWS as on the local cloud: look at its state,
 * send dead letters back, compare bucket and table. The deciding classes know no client; the
 * adapters to AWS begin with the name of their service.
 */
package io.fanlens.operations;
