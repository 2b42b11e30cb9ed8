/**
 * Emulates Rekognition: the real protocol, limits and errors for all Regions at once, with quotas,
 * latency and faults that can be set at run time, real face detection, and a log of every call.
 */
package io.fanlens.local.rekognition;
