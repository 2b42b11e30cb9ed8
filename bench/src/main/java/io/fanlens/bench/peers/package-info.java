/** Pictures through Fanlens' pipeline and through the AWS sample's way, on one local cloud. */
package io.fanlens.bench.peers;
