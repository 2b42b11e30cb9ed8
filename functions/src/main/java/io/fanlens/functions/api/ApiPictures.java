package io.fanlens.functions.api;

import io.fanlens.analysis.operation.BadReferenceException;
import io.fanlens.functions.api.request.ApiException;
import io.fanlens.functions.api.request.ApiProblem;
import io.fanlens.functions.api.request.RequestPicture;
import io.fanlens.picture.BadPictureException;
import io.fanlens.picture.NoRoomException;
import io.fanlens.picture.PreparedPicture;
import io.fanlens.picture.preparation.PicturePreparer;
import io.fanlens.pipeline.BucketFailedException;
import io.fanlens.pipeline.ReferenceSource;
import io.fanlens.settings.PictureLimits;
import java.time.Duration;

/** Fetches the pictures that requests name, and makes all of them fit to be sent. */
final class ApiPictures {

  private final ReferenceSource objects;
  private final PicturePreparer preparer;
  private final String bucket;

  ApiPictures(ReferenceSource objects, PicturePreparer preparer, String bucket) {
    this.objects = objects;
    this.preparer = preparer;
    this.bucket = bucket;
  }

  /**
   * The picture as it is sent.
   *
   * @throws ApiException when it cannot be fetched, or can never be sent
   */
  PreparedPicture prepared(RequestPicture picture, PictureLimits limits, Duration time)
      throws ApiException, InterruptedException {
    byte[] file =
        switch (picture) {
          case RequestPicture.Sent sent -> sent.bytes();
          case RequestPicture.Stored stored -> fetched(stored.key());
        };
    try {
      return preparer.prepare(file, limits, time);
    } catch (BadPictureException e) {
      throw refused(e);
    } catch (NoRoomException e) {
      throw new ApiException(ApiProblem.UNAVAILABLE, "The picture could not be converted in time.");
    }
  }

  private byte[] fetched(String key) throws ApiException, InterruptedException {
    try {
      return objects.fetchUnless("", bucket, key).orElseThrow().bytes();
    } catch (BadReferenceException e) {
      if (e.isTooLarge()) {
        throw new ApiException(
            ApiProblem.PICTURE_TOO_LARGE,
            "Objects of up to 50 MB can be named; upload a smaller one.");
      }
      throw new ApiException(
          ApiProblem.NO_OBJECT,
          "Unable to get object metadata from S3. Check object key, region and/or access"
              + " permissions.");
    } catch (BucketFailedException e) {
      throw new ApiException(ApiProblem.UNAVAILABLE, e.getMessage());
    }
  }

  private static ApiException refused(BadPictureException e) {
    ApiProblem problem =
        switch (e.problem()) {
          case NOT_A_PICTURE, UNSUPPORTED_FORMAT -> ApiProblem.NOT_A_PICTURE;
          case BROKEN -> ApiProblem.BROKEN_PICTURE;
          case TOO_SMALL, NO_FACE -> ApiProblem.UNFIT_PICTURE;
          case TOO_LARGE, TOO_MANY_PIXELS -> ApiProblem.PICTURE_TOO_LARGE;
          case ARCHIVED, ENCRYPTED -> ApiProblem.NO_OBJECT;
        };
    return new ApiException(problem, e.getMessage());
  }
}
