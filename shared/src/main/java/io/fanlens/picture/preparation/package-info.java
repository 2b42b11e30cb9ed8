/** Makes an upload fit for Rekognition: whether it may be sent as it is, and its conversion. */
package io.fanlens.picture.preparation;
