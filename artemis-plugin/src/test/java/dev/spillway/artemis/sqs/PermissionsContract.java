/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.artemis.sqs;

import static java.util.Map.of;
import static org.assertj.core.api.Assertions.assertThat;
import static software.amazon.awssdk.services.sqs.model.QueueAttributeName.POLICY;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.sqs.model.AddPermissionResponse;
import software.amazon.awssdk.services.sqs.model.OverLimitException;
import software.amazon.awssdk.services.sqs.model.QueueDoesNotExistException;

/** AddPermission and RemovePermission. */
abstract class PermissionsContract extends SqsContract {

    private static final String ACCOUNT = "111122223333";

    PermissionsContract(Backend backend) {
        super(backend);
    }

    private CompletableFuture<AddPermissionResponse> add(String url, String label, String... actions) {
        return client.addPermission(request ->
                request.queueUrl(url).label(label).awsAccountIds(ACCOUNT).actions(actions));
    }

    private String policy(String url) {
        return attributes(url, POLICY).get(POLICY);
    }

    @Test
    void a_permission_is_a_statement_of_the_policy() {
        String name = randomName();
        String url = queue(name, of());
        String arn = "arn:aws:sqs:us-east-1:000000000000:" + name;

        done(add(url, "senders", "SendMessage"));

        assertThat(policy(url))
                .isEqualTo("{\"Version\":\"2008-10-17\",\"Id\":\"" + arn + "/SQSDefaultPolicy\",\"Statement\":["
                        + "{\"Sid\":\"senders\",\"Effect\":\"Allow\","
                        + "\"Principal\":{\"AWS\":\"arn:aws:iam::111122223333:root\"},"
                        + "\"Action\":\"SQS:SendMessage\",\"Resource\":\"" + arn + "\"}]}");
    }

    @Test
    void several_accounts_and_actions_are_lists() {
        String url = queue();

        done(client.addPermission(request -> request.queueUrl(url)
                .label("all")
                .awsAccountIds(ACCOUNT, "444455556666")
                .actions("SendMessage", "*")));

        assertThat(policy(url))
                .contains("{\"AWS\":[\"arn:aws:iam::111122223333:root\",\"arn:aws:iam::444455556666:root\"]}")
                .contains("\"Action\":[\"SQS:SendMessage\",\"SQS:*\"]");
    }

    @Test
    void a_permission_leaves_what_the_policy_says_already() {
        String statement = "{\"Sid\":\"mine\",\"Effect\":\"Deny\",\"Principal\":\"*\",\"Action\":\"sqs:*\","
                + "\"Resource\":\"*\",\"Condition\":{\"NumericLessThan\":{\"aws:MultiFactorAuthAge\":100},"
                + "\"Bool\":{\"aws:SecureTransport\":false}}}";
        String url = queue(of(POLICY, "{\"Id\":\"own\",\"Statement\":" + statement + "}"));

        done(add(url, "senders", "SendMessage"));
        assertThat(policy(url)).startsWith("{\"Id\":\"own\",\"Statement\":[" + statement + ",{\"Sid\":\"senders\"");
        done(client.removePermission(request -> request.queueUrl(url).label("senders")));

        assertThat(policy(url)).isEqualTo("{\"Id\":\"own\",\"Statement\":[" + statement + "]}");
    }

    @Test
    void the_policy_goes_with_its_last_permission() {
        String url = queue();
        done(add(url, "senders", "SendMessage"));
        done(add(url, "receivers", "ReceiveMessage"));

        done(client.removePermission(request -> request.queueUrl(url).label("senders")));
        assertThat(policy(url)).contains("receivers").doesNotContain("senders");
        done(client.removePermission(request -> request.queueUrl(url).label("receivers")));

        assertThat(policy(url)).isNull();
    }

    @Test
    void a_label_is_used_once() {
        String url = queue();
        done(add(url, "senders", "SendMessage"));

        assertError(
                add(url, "senders", "ReceiveMessage"),
                "InvalidParameterValue",
                "Value senders for parameter Label is invalid. Reason: Already exists.");
    }

    @Test
    void a_label_that_is_not_there_is_not_removed() {
        String url = queue();

        assertError(
                client.removePermission(request -> request.queueUrl(url).label("senders")),
                "InvalidParameterValue",
                "Value senders for parameter Label is invalid. Reason: can't find label.");
        done(add(url, "receivers", "ReceiveMessage"));
        assertError(
                client.removePermission(request -> request.queueUrl(url).label("senders")),
                "InvalidParameterValue",
                "Value senders for parameter Label is invalid. Reason: can't find label on existing policy.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "with blank",
                "umlaut-ä",
                "12345678901234567890123456789012345678901234567890123456789012345678901234567890x"
            })
    void a_label_has_1_to_80_letters_digits_hyphens_and_underscores(String label) {
        String url = queue();
        String text = "Value " + label + " for parameter Label is invalid. Reason: Can only include alphanumeric"
                + " characters, hyphens, or underscores. 1 to 80 in length";

        assertError(add(url, label, "SendMessage"), "InvalidParameterValue", text);
        assertError(
                client.removePermission(request -> request.queueUrl(url).label(label)), "InvalidParameterValue", text);
    }

    @Test
    void what_only_the_owner_may_do_is_not_permitted_to_others() {
        String url = queue();

        assertError(
                add(url, "owners", "SendMessage", "DeleteQueue"),
                "InvalidParameterValue",
                "Value SQS:DeleteQueue for parameter ActionName is invalid."
                        + " Reason: Only the queue owner is allowed to invoke this action.");
        assertError(
                add(url, "others", "FlyToTheMoon"),
                "InvalidParameterValue",
                "Value SQS:FlyToTheMoon for parameter ActionName is invalid."
                        + " Reason: Please refer to the appropriate WSDL for a list of valid actions.");
    }

    @Test
    void at_most_seven_actions_are_permitted_at_once() {
        String url = queue();
        String[] eight = {
            "*",
            "SendMessage",
            "ReceiveMessage",
            "DeleteMessage",
            "GetQueueUrl",
            "PurgeQueue",
            "GetQueueAttributes",
            "ChangeMessageVisibility"
        };

        assertError(add(url, "many", eight), "OverLimit", "8 Actions were found, maximum allowed is 7.");
        assertThat(failure(add(url, "many", eight))).isInstanceOf(OverLimitException.class);
    }

    @Test
    void a_policy_has_at_most_20_permissions() {
        String url = queue();
        for (int i = 0; i < 20; i++) {
            done(add(url, "label" + i, "SendMessage"));
        }

        assertThat(failure(add(url, "label20", "SendMessage"))).isInstanceOf(OverLimitException.class);
    }

    @Test
    void accounts_actions_and_label_are_needed() {
        String url = queue();

        assertError(add(url, "label"), "MissingParameter", "The request must contain the parameter Actions.");
        assertError(add(url, null, "SendMessage"), "MissingParameter", "The request must contain the parameter Label.");
        assertError(
                client.addPermission(request -> request.queueUrl(url)
                        .label("label")
                        .actions("SendMessage")
                        .awsAccountIds(List.of())),
                "InvalidParameterValue",
                "Value [] for parameter PrincipalId is invalid. Reason: Unable to verify.");
        assertError(
                client.addPermission(request -> request.queueUrl(url)
                        .label("label")
                        .actions("SendMessage")
                        .awsAccountIds("alice")),
                "InvalidParameterValue",
                "Value [alice] for parameter PrincipalId is invalid. Reason: Unable to verify.");
    }

    @Test
    void the_permissions_of_a_queue_that_is_not_there_are_not_found() {
        String url = queue();
        done(client.deleteQueue(request -> request.queueUrl(url)));

        assertThat(failure(add(url, "label", "SendMessage"))).isInstanceOf(QueueDoesNotExistException.class);
        assertThat(failure(
                        client.removePermission(request -> request.queueUrl(url).label("label"))))
                .isInstanceOf(QueueDoesNotExistException.class);
    }
}
