"""Other engines and other folders give the same bytes as a local run."""

import os
import signal
import socket
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from presselese.batch.alarm import DocumentTimeout, time_limit
from presselese.batch.job import Run
from presselese.batch.options import RunOptions
from presselese.folder import open_folder

from .test_run import bytes_of, do


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def test_the_time_limit_ends_a_loop_in_any_thread():
    caught = []

    def loop():
        try:
            with time_limit(0.1):
                while True:
                    pass
        except DocumentTimeout:
            caught.append(threading.current_thread().name)

    thread = threading.Thread(target=loop, name="other")
    thread.start()
    thread.join(10)
    loop()
    assert caught == ["other", "MainThread"]
    with time_limit(5):
        pass


def test_dask_with_a_worker_that_is_killed_gives_the_same_bytes(archive, tmp_path, model, monkeypatch):
    distributed = pytest.importorskip("distributed")
    monkeypatch.setattr("presselese.batch.dask_engine.CHUNK_DOCUMENTS", 1)
    do(archive, tmp_path / "local", model)
    address = f"tcp://127.0.0.1:{free_port()}"
    environment = {**os.environ, "PYTHONPATH": str(Path(model).parent)}
    script = "from distributed.cli.dask_{0} import main; main()"
    started = [
        subprocess.Popen(
            [
                sys.executable,
                "-c",
                script.format("scheduler"),
                "--port",
                address.rsplit(":", 1)[1],
                "--no-dashboard",
            ]
        )
    ]
    try:
        worker = [
            sys.executable,
            "-c",
            script.format("worker"),
            address,
            "--nthreads",
            "1",
            "--no-dashboard",
            "--no-nanny",
        ]
        started += [subprocess.Popen(worker, env=environment) for _ in range(2)]
        with distributed.Client(address, timeout="60s") as client:
            client.wait_for_workers(2, timeout=60)
        job = Run(
            [archive],
            tmp_path / "dask",
            RunOptions(engine="dask", scheduler=address, model=model, shard_size=5),
        )
        for number, _ in enumerate(job.steps()):
            if number == 0:
                started[1].send_signal(signal.SIGKILL)
        assert (job.summary.done, job.summary.failed) == (12, 0)
    finally:
        for process in started:
            process.kill()
            process.wait()
    assert bytes_of(tmp_path / "dask") == bytes_of(tmp_path / "local")


def test_a_bucket_gets_the_same_bytes_as_a_folder(archive, tmp_path, model, monkeypatch):
    pytest.importorskip("s3fs")
    server = pytest.importorskip("moto.server")
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
        monkeypatch.setenv(name, "test")
    monkeypatch.setenv("AWS_DEFAULT_REGION", "us-east-1")
    s3 = server.ThreadedMotoServer(ip_address="127.0.0.1", port=free_port())
    s3.start()
    try:
        monkeypatch.setenv("AWS_ENDPOINT_URL", f"http://127.0.0.1:{s3.get_host_and_port()[1]}")
        import s3fs

        s3fs.S3FileSystem().mkdir("presselese-test")
        do(archive, tmp_path / "local", model)
        url = "s3://presselese-test/runs/one"
        do(archive, url, model)
        folder = open_folder(url)
        for name, data in bytes_of(tmp_path / "local").items():
            assert folder.read(name) == data, name
        assert not folder.exists(".lock")
        assert do(archive, url, model).summary.before == 12
    finally:
        s3.stop()


def test_no_scheduler_is_one_line(archive, tmp_path, model):
    pytest.importorskip("distributed")
    from presselese.batch.pool import EngineError

    options = RunOptions(engine="dask", scheduler=f"tcp://127.0.0.1:{free_port()}", model=model)
    with pytest.raises(EngineError, match="no Dask scheduler at"):
        list(Run([archive], tmp_path / "out", options).steps())
