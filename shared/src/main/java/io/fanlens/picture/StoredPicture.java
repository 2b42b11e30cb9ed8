package io.fanlens.picture;

/**
 * A picture that Rekognition reads from the bucket itself, in the bucket's own Region: whatever
 * stands under the key at that moment.
 */
public record StoredPicture(
    String bucket, String key, PictureFormat format, long byteCount, int width, int height)
    implements SentPicture {}
