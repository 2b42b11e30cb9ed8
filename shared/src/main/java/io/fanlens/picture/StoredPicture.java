package io.fanlens.picture;

import java.util.Optional;

/**
 * A picture that Rekognition reads from the bucket itself, in the bucket's own Region.
 *
 * @param versionId of a versioned bucket; without it Rekognition reads whatever stands under the
 *     key at that moment
 */
public record StoredPicture(
    String bucket,
    String key,
    Optional<String> versionId,
    PictureFormat format,
    long byteCount,
    int width,
    int height)
    implements SentPicture {}
