/** The same contenders in real time: real SDK clients against the local Rekognition endpoint. */
package io.fanlens.bench.realtime;
