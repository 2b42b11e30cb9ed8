package io.fanlens.bench.realtime;

import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.rekognition.model.DetectFacesRequest;

/** The one request that is sent again and again: what the picture shows is of no matter. */
final class CallRequests {

  private static final int PICTURE_BYTES = 1_000;

  static final DetectFacesRequest PICTURE =
      DetectFacesRequest.builder()
          .image(image -> image.bytes(SdkBytes.fromByteArray(new byte[PICTURE_BYTES])))
          .build();

  private CallRequests() {}
}
