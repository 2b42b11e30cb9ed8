/**
 * Rekognition on this machine: the real protocol, limits and errors for every Region at once, with
 * quotas, latency and faults that can be set while it runs, real face detection, and a log of every
 * call.
 */
package io.fanlens.local.rekognition;
