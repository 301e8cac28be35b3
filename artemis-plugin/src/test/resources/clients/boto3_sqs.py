# SPDX-License-Identifier: Apache-2.0
"""What an application does by boto3 with the SQS endpoint that the environment names. Its exit status tells the outcome."""

import base64
import hashlib
import json
import sys
import time

import boto3
from botocore.exceptions import ClientError

sqs = boto3.client("sqs")


def code_of(call, **parameters):
    """The code of the error that the call is answered with."""
    try:
        call(**parameters)
    except ClientError as error:
        return error.response["Error"]["Code"]
    raise AssertionError("the call was not refused")


def create(name, **attributes):
    return sqs.create_queue(QueueName=name, Attributes=attributes)["QueueUrl"]


def attribute(url, name):
    return sqs.get_queue_attributes(QueueUrl=url, AttributeNames=[name])["Attributes"][name]


def receive(url, **more):
    """One message, as soon as it is there."""
    answer = sqs.receive_message(
        QueueUrl=url, WaitTimeSeconds=20, MessageAttributeNames=["All"], MessageSystemAttributeNames=["All"], **more
    )
    assert len(answer.get("Messages", [])) == 1, answer
    return answer["Messages"][0]


def delete(url, message):
    sqs.delete_message(QueueUrl=url, ReceiptHandle=message["ReceiptHandle"])


def wait_until(condition):
    end = time.monotonic() + 120
    while not condition():
        assert time.monotonic() < end, "waited for too long"
        time.sleep(0.1)


def queues_are_made_found_and_listed():
    url = create("boto3-orders", VisibilityTimeout="60")
    assert create("boto3-orders", VisibilityTimeout="60") == url
    assert code_of(create, name="boto3-orders", VisibilityTimeout="61") == "QueueAlreadyExists"
    assert sqs.get_queue_url(QueueName="boto3-orders")["QueueUrl"] == url
    create("boto3-others"), create("boto3-third")
    pages = list(sqs.get_paginator("list_queues").paginate(QueueNamePrefix="boto3-", PaginationConfig={"PageSize": 2}))
    assert [len(page["QueueUrls"]) for page in pages] == [2, 1], pages
    return url


def a_message_is_as_it_was_sent(url):
    body = "Hellö\n\U0001f600 <&>"
    attributes = {
        "colour": {"DataType": "String", "StringValue": "röt"},
        "price": {"DataType": "Number.euro", "StringValue": "12.50"},
        "seal": {"DataType": "Binary", "BinaryValue": bytes(range(256))},
    }
    sent = sqs.send_message(QueueUrl=url, MessageBody=body, MessageAttributes=attributes)
    assert sent["MD5OfMessageBody"] == hashlib.md5(body.encode()).hexdigest()

    message = receive(url)

    assert message["MessageId"] == sent["MessageId"]
    assert message["Body"] == body
    assert message["MessageAttributes"] == attributes
    assert message["MD5OfMessageAttributes"] == sent["MD5OfMessageAttributes"]
    assert message["Attributes"]["ApproximateReceiveCount"] == "1"
    delete(url, message)


def a_message_becomes_visible_by_a_timeout_of_zero(url):
    sqs.send_message(QueueUrl=url, MessageBody="again")
    first = receive(url)
    sqs.change_message_visibility(QueueUrl=url, ReceiptHandle=first["ReceiptHandle"], VisibilityTimeout=0)

    second = receive(url)

    assert second["MessageId"] == first["MessageId"]
    assert second["Attributes"]["ApproximateReceiveCount"] == "2"
    delete(url, second)
    gone = dict(QueueUrl=url, ReceiptHandle=second["ReceiptHandle"], VisibilityTimeout=1)
    assert code_of(sqs.change_message_visibility, **gone) == "InvalidParameterValue"


def entries_of_a_batch_fail_by_themselves(url):
    entries = [{"Id": str(i), "MessageBody": "body " + str(i)} for i in range(9)]
    sent = sqs.send_message_batch(QueueUrl=url, Entries=entries + [{"Id": "late", "MessageBody": "x", "DelaySeconds": 901}])
    assert [entry["Id"] for entry in sent["Successful"]] == [str(i) for i in range(9)]
    assert [(entry["Id"], entry["Code"]) for entry in sent["Failed"]] == [("late", "InvalidParameterValue")]

    handles = []
    while len(handles) < 9:
        answer = sqs.receive_message(QueueUrl=url, MaxNumberOfMessages=10, WaitTimeSeconds=20)
        handles += [message["ReceiptHandle"] for message in answer["Messages"]]
    deleted = sqs.delete_message_batch(
        QueueUrl=url, Entries=[{"Id": str(i), "ReceiptHandle": handle} for i, handle in enumerate(handles)]
    )
    assert len(deleted["Successful"]) == 9
    wait_until(lambda: attribute(url, "ApproximateNumberOfMessagesNotVisible") == "0")
    assert attribute(url, "ApproximateNumberOfMessages") == "0"


def a_fifo_queue_keeps_order_and_knows_duplicates():
    url = create("boto3-orders.fifo", FifoQueue="true")
    send = lambda body: sqs.send_message(
        QueueUrl=url, MessageBody=body, MessageGroupId="g", MessageDeduplicationId="id-" + body
    )
    first, second = send("1"), send("2")
    assert send("1")["MessageId"] == first["MessageId"]
    assert int(first["SequenceNumber"]) < int(second["SequenceNumber"])

    message = receive(url)
    assert message["Body"] == "1"
    assert "Messages" not in sqs.receive_message(QueueUrl=url)
    delete(url, message)
    assert receive(url)["Body"] == "2"


def messages_go_to_a_dead_letter_queue_and_back():
    dead = create("boto3-dead")
    arn = attribute(dead, "QueueArn")
    source = create(
        "boto3-source", RedrivePolicy=json.dumps({"deadLetterTargetArn": arn, "maxReceiveCount": 1}), VisibilityTimeout="0"
    )
    sent = sqs.send_message(QueueUrl=source, MessageBody="poison")
    receive(source)
    assert "Messages" not in sqs.receive_message(QueueUrl=source)
    wait_until(lambda: attribute(dead, "ApproximateNumberOfMessages") == "1")
    assert sqs.list_dead_letter_source_queues(QueueUrl=dead)["queueUrls"] == [source]

    handle = sqs.start_message_move_task(SourceArn=arn)["TaskHandle"]

    assert json.loads(base64.b64decode(handle))["sourceArn"] == arn
    status = lambda: sqs.list_message_move_tasks(SourceArn=arn)["Results"][0]["Status"]
    wait_until(lambda: status() == "COMPLETED")
    moved = receive(source)
    assert moved["Body"] == "poison"
    assert moved["MessageId"] != sent["MessageId"]


def tags_are_kept(url):
    sqs.tag_queue(QueueUrl=url, Tags={"team": "a", "cost": "b"})
    sqs.untag_queue(QueueUrl=url, TagKeys=["cost"])
    assert sqs.list_queue_tags(QueueUrl=url)["Tags"] == {"team": "a"}


def errors_are_told_by_their_codes(url):
    assert code_of(sqs.get_queue_url, QueueName="nowhere") == "AWS.SimpleQueueService.NonExistentQueue"
    try:
        sqs.get_queue_url(QueueName="nowhere")
    except sqs.exceptions.QueueDoesNotExist as error:
        assert error.response["ResponseMetadata"]["HTTPStatusCode"] == 400
    assert code_of(sqs.delete_message, QueueUrl=url, ReceiptHandle="rubbish") == "ReceiptHandleIsInvalid"
    assert code_of(sqs.send_message_batch, QueueUrl=url, Entries=[]) == "AWS.SimpleQueueService.EmptyBatchRequest"
    stranger = boto3.client("sqs", aws_access_key_id="STRANGER-0000000", aws_secret_access_key="none")
    assert code_of(stranger.list_queues) == "InvalidClientTokenId"


orders = queues_are_made_found_and_listed()
a_message_is_as_it_was_sent(orders)
a_message_becomes_visible_by_a_timeout_of_zero(orders)
entries_of_a_batch_fail_by_themselves(orders)
a_fifo_queue_keeps_order_and_knows_duplicates()
messages_go_to_a_dead_letter_queue_and_back()
tags_are_kept(orders)
errors_are_told_by_their_codes(orders)
sqs.delete_queue(QueueUrl=orders)
assert code_of(sqs.send_message, QueueUrl=orders, MessageBody="x") == "AWS.SimpleQueueService.NonExistentQueue"
sys.exit(0)
