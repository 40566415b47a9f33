# 连心：每个目标做什么，打 make help 看。

# The first Python that can run the product; 3.13 comes last because no Redis is packaged for it.
PYTHON ?= $(shell for p in python3.11 python3.12 python3 python3.13; do \
	if $$p -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] < (3, 14))' 2>/dev/null; then \
	echo $$p; break; fi; done)
BIN := .venv/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check -qq install --require-hashes
COMPILE := UV_PYTHON_DOWNLOADS=never $(BIN)/uv pip compile --quiet --universal --python-version 3.11 \
	--generate-hashes --no-emit-index-url --no-annotate

.DEFAULT_GOAL := help
.PHONY: help setup voice demo run web worker cron migrate test test-browser evaluate bench soak two-hosts check lint types layers format lock clean

help: ## 列出所有目标
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 16

setup: .venv/runtime.stamp ## 装好运行要用的（第一次大约一分钟）

voice: setup ## 另装语音转文字要用的包；模型怎么下、怎么配见 docs/voice.md
	@echo "正在安装 sherpa-onnx…"
	@$(PIP) -r requirements-voice.txt
	@echo "装好了，接着照 docs/voice.md 下载模型"

demo: setup ## 不用公众号先试试：假微信、模拟手机，一条命令起来（STORY=1 自己演一遍）
	@$(BIN)/python -m bot demo $(if $(STORY),--story)

run: setup ## 全都起来：网页、后台、定时器、自带的 Redis（要有 config.toml）
	@$(BIN)/python -m bot run

web: setup ## 只起网页
	@$(BIN)/python -m bot web

worker: setup ## 只起后台
	@$(BIN)/python -m bot worker

cron: setup ## 只起定时器
	@$(BIN)/python -m bot cron

migrate: setup ## 把数据库的表升到最新
	@$(BIN)/python -m bot db upgrade

test: check ## 检查加全部测试（浏览器的除外）
	@echo "正在跑测试…"
	@$(BIN)/python -m pytest -n 2 -m "not browser"

test-browser: .venv/dev.stamp ## 用 Chromium 跑页面测试（要先装 chromium）
	@echo "正在跑页面测试…"
	@$(BIN)/python -m pytest -m browser

evaluate: setup ## 量一量学来的词表分得准不准，数字写进 docs/understanding.md：make evaluate DATA=历史.csv
	@if [ ! -f "$(DATA)" ]; then echo "要一份带类别的历史：make evaluate DATA=文件.csv（text、label 两列，.gz 也行）"; exit 2; fi
	@$(BIN)/python -m bot rules evaluate --folds 5 --train "$(DATA)" --into docs/understanding.md

bench: .venv/dev.stamp ## 量快慢，一样一样来，要半个多小时（要先装 wrk）；单量一样：.venv/bin/python -m bench 名字
	@for one in classify intake "intake --database postgresql" delivery drain memory scale sweep redis_away; do \
		echo "== $$one"; $(BIN)/python -m bench $$one || exit 1; done

two-hosts: .venv/dev.stamp ## 两台机器（网络命名空间，要 root），断一台的网，看丢不丢
	@$(BIN)/python -m tests.faults.two_hosts

soak: .venv/dev.stamp ## 一边收消息一边弄坏各样东西，看丢不丢：make soak MINUTES=20
	@$(BIN)/python -m tests.faults.soak --minutes $(or $(MINUTES),20)

check: lint types layers ## 代码规范、类型、分层

lint: .venv/dev.stamp ## 代码规范和排版
	@echo "正在查代码规范…"
	@$(BIN)/ruff check --quiet .
	@$(BIN)/ruff format --check --quiet .

types: .venv/dev.stamp ## 类型
	@echo "正在查类型…"
	@$(BIN)/mypy --no-error-summary .

layers: .venv/dev.stamp ## 哪层能引用哪层
	@echo "正在查分层…"
	@$(BIN)/lint-imports --no-logo

format: .venv/dev.stamp ## 自动排版、自动改能改的
	@$(BIN)/ruff check --quiet --fix .
	@$(BIN)/ruff format .

lock: .venv/dev.stamp ## 按 requirements*.in 重新锁定依赖
	@[ -x $(BIN)/uv ] || $(BIN)/python -m pip --disable-pip-version-check -qq install uv
	$(COMPILE) requirements.in -o requirements.txt
	$(COMPILE) -c requirements.txt requirements-dev.in -o requirements-dev.txt
	$(COMPILE) -c requirements.txt requirements-voice.in -o requirements-voice.txt

clean: ## 删掉 .venv 和各种缓存；数据和配置不动
	rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

.venv/bin/python:
	@if [ -z "$(PYTHON)" ]; then echo "要有 Python 3.11 或 3.12，这台机器上没找到"; exit 1; fi
	@echo "正在用 $$($(PYTHON) --version) 建 .venv…"
	@$(PYTHON) -m venv --copies .venv || { rm -rf .venv; echo "建不了虚拟环境；Debian、Ubuntu 上先 apt install python3-venv"; exit 1; }

.venv/runtime.stamp: requirements.txt | .venv/bin/python
	@echo "正在安装运行要用的包… 大约一分钟"
	@$(PIP) -r requirements.txt
	@touch $@
	@echo "装好了"

.venv/dev.stamp: requirements-dev.txt .venv/runtime.stamp
	@echo "正在安装检查和测试要用的包… 大约一分钟"
	@$(PIP) -r requirements-dev.txt
	@touch $@
	@echo "装好了"
