package io.fanlens.local.cloud;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fanlens.local.iam.RolePolicy;
import io.fanlens.local.iam.Roles;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BucketPicturesTest {

  @Test
  void shouldHideObjectsFromARoleWithoutPermission() {
    Roles roles = new Roles("000000000000");
    String key = roles.admit("arn:aws:iam::111122223333:role/fanlens", new RolePolicy());
    BucketPictures pictures =
        new BucketPictures(
            () -> {
              throw new AssertionError("nothing was to be read");
            },
            "us-east-1",
            roles);

    assertEquals(Optional.empty(), pictures.as(key).get("pictures", "party.jpg"));
    assertEquals("s3:GetObject", roles.refused().getFirst().action());
    assertEquals("arn:aws:s3:::pictures/party.jpg", roles.refused().getFirst().resource());
  }
}
