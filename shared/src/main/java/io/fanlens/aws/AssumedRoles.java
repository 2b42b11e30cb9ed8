package io.fanlens.aws;

import io.fanlens.settings.AccountSettings;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.auth.StsAssumeRoleCredentialsProvider;

/**
 * Credentials of other accounts: a role there is assumed at the first call and again before its
 * credentials expire. Nothing is created without other accounts.
 */
final class AssumedRoles implements AutoCloseable {

  private static final String SESSION = "fanlens";

  private final Map<String, StsAssumeRoleCredentialsProvider> byAccount = new HashMap<>();
  private StsClient sts;

  AssumedRoles(
      String homeRegion,
      SdkHttpClient http,
      AwsCredentialsProvider own,
      List<AccountSettings> accounts) {
    if (accounts.isEmpty()) {
      return;
    }
    sts =
        StsClient.builder()
            .region(Region.of(homeRegion))
            .credentialsProvider(own)
            .httpClient(http)
            .build();
    for (AccountSettings account : accounts) {
      String externalId = account.externalId().isEmpty() ? null : account.externalId();
      byAccount.put(
          account.name(),
          StsAssumeRoleCredentialsProvider.builder()
              .stsClient(sts)
              .refreshRequest(
                  request ->
                      request
                          .roleArn(account.roleArn())
                          .roleSessionName(SESSION)
                          .externalId(externalId))
              .build());
    }
  }

  AwsCredentialsProvider of(String account) {
    return byAccount.get(account);
  }

  @Override
  public void close() {
    byAccount.values().forEach(StsAssumeRoleCredentialsProvider::close);
    if (sts != null) {
      sts.close();
    }
  }
}
