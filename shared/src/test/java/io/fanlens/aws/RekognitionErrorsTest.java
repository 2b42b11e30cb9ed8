package io.fanlens.aws;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fanlens.analysis.call.CallProblem;
import io.fanlens.picture.PictureFormat;
import io.fanlens.picture.PreparedPicture;
import io.fanlens.picture.SentPicture;
import io.fanlens.picture.StoredPicture;
import io.fanlens.settings.Operation;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.services.rekognition.model.RekognitionException;

class RekognitionErrorsTest {

  private static final SentPicture OBJECT =
      new StoredPicture("bucket", "key", PictureFormat.JPEG, 9, 100, 100);
  private static final SentPicture BYTES =
      new PreparedPicture(
          new byte[9], PictureFormat.JPEG, 100, 100, Optional.empty(), Optional.empty());

  @Test
  void shouldNotRejectAPictureWhoseObjectIsRefused() {
    assertEquals(CallProblem.OBJECT_REFUSED, problem("InvalidS3ObjectException", OBJECT));
    assertEquals(CallProblem.OBJECT_REFUSED, problem("ImageTooLargeException", OBJECT));
    assertEquals(CallProblem.OBJECT_REFUSED, problem("ValidationException", OBJECT));
  }

  @Test
  void shouldRejectAPictureWhoseBytesAreTooLarge() {
    assertEquals(CallProblem.BAD_PICTURE, problem("ImageTooLargeException", BYTES));
  }

  @Test
  void shouldNotCountAnInvalidRequestAsAServiceFault() {
    assertEquals(CallProblem.BAD_PICTURE, problem("ValidationException", BYTES));
  }

  @Test
  void shouldClassifyOtherErrorsOfObjectsAsForBytes() {
    assertEquals(CallProblem.BAD_PICTURE, problem("InvalidImageFormatException", OBJECT));
    assertEquals(CallProblem.THROTTLED, problem("ProvisionedThroughputExceededException", OBJECT));
    assertEquals(CallProblem.DENIED, problem("AccessDeniedException", OBJECT));
  }

  private static CallProblem problem(String code, SentPicture sent) {
    var error =
        RekognitionException.builder()
            .statusCode(400)
            .awsErrorDetails(
                AwsErrorDetails.builder().errorCode(code).errorMessage("injected").build())
            .build();
    return RekognitionErrors.classified(Operation.DETECT_FACES, error, sent).problem();
  }
}
