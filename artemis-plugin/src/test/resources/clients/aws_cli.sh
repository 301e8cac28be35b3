#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# What a user does by the AWS CLI with the SQS endpoint that the environment names. Its exit status tells the outcome.
set -eu

sqs() {
    aws --endpoint-url "$AWS_ENDPOINT_URL" --output text sqs "$@"
}

expect() { # what was expected, what came
    [ "$1" = "$2" ] || { echo "expected: $1" >&2; echo "but it is: $2" >&2; exit 1; }
}

refused() { # the error's code, the command
    code=$1
    shift
    if message=$(sqs "$@" 2>&1); then
        echo "not refused: $*" >&2
        exit 1
    fi
    case $message in
    *"($code)"*) ;;
    *) echo "expected $code, but it is: $message" >&2; exit 1 ;;
    esac
}

dead=$(sqs create-queue --queue-name cli-dead.fifo --attributes FifoQueue=true --query QueueUrl)
arn=$(sqs get-queue-attributes --queue-url "$dead" --attribute-names QueueArn --query Attributes.QueueArn)
url=$(sqs create-queue --queue-name cli-orders.fifo --query QueueUrl --tags team=a --attributes "$(
    printf '{"FifoQueue":"true","VisibilityTimeout":"0","RedrivePolicy":"{\\"deadLetterTargetArn\\":\\"%s\\",\\"maxReceiveCount\\":\\"1\\"}"}' "$arn"
)")
expect a "$(sqs list-queue-tags --queue-url "$url" --query Tags.team)"

sqs send-message --queue-url "$url" --message-body 'Hellö' --message-group-id g --message-deduplication-id 1 \
    --message-attributes '{"colour":{"DataType":"String","StringValue":"red"}}' >/dev/null
expect "$(printf 'Hellö\tred\t1')" "$(sqs receive-message --queue-url "$url" --wait-time-seconds 20 \
    --message-attribute-names All --message-system-attribute-names All \
    --query 'Messages[0].[Body,MessageAttributes.colour.StringValue,Attributes.ApproximateReceiveCount]')"
expect None "$(sqs receive-message --queue-url "$url" --query 'Messages[0].Body')"

expect 'Hellö' "$(sqs receive-message --queue-url "$dead" --wait-time-seconds 20 --visibility-timeout 0 --query 'Messages[0].Body')"
sqs start-message-move-task --source-arn "$arn" >/dev/null
set -- $(sqs receive-message --queue-url "$url" --wait-time-seconds 20 --visibility-timeout 600 \
    --query 'Messages[0].[Body,ReceiptHandle]')
expect 'Hellö' "$1"
sqs change-message-visibility --queue-url "$url" --receipt-handle "$2" --visibility-timeout 60
sqs delete-message-batch --queue-url "$url" --entries "Id=1,ReceiptHandle=$2" >/dev/null

refused InvalidParameterValue send-message --queue-url "$url" --message-body x --message-group-id g
sqs delete-queue --queue-url "$url"
refused AWS.SimpleQueueService.NonExistentQueue purge-queue --queue-url "$url"
