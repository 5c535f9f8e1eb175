# One command each for the things that are done often; `make` alone lists them.
# Everything is installed into .venv. The stamps in it say what is already there, so that nothing is installed twice.

VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet --quiet
export PYTHONUTF8 := 1
# One set of versions for everybody who works on it, and for CI; `make lock` finds a newer one.
LOCK := requirements/dev.txt
LOCKED := --constraint $(LOCK)
# As many processes as there are cores, but no more than help.
WORKERS := $(shell n=$$(nproc 2>/dev/null || sysctl -n hw.ncpu 2>/dev/null || echo 2); [ $$n -gt 4 ] && n=4; echo $$n)

.DEFAULT_GOAL := help
.PHONY: help demo stories test coverage lint docs bench soak conformance runtimes schemas lock clean

help: ## 列出可用的命令
	@printf '用法：make 命令\n\n'
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/  \1	\2/p' $(MAKEFILE_LIST)

demo: $(VENV)/.demo ## 安装命令行、网页和服务，演示四个案件的判断
	@GAOZHI="$(CURDIR)/$(BIN)/gaozhi" sh examples/demo.sh

stories: $(VENV)/.cli ## 重新讲述 examples/stories 里的故事
	@$(BIN)/python examples/stories/tell.py

test: $(VENV)/.dev $(VENV)/.watch $(VENV)/.spark ## 安装测试所需的依赖，运行全部测试
	@$(BIN)/python -m pytest -n $(WORKERS) --dist worksteal

coverage: $(VENV)/.dev $(VENV)/.watch $(VENV)/.spark ## 同上，并且量出分支覆盖率；低于 pyproject.toml 所定的不通过
	@$(BIN)/python -m pytest -n $(WORKERS) --dist worksteal --cov --cov-report=

lint: $(VENV)/.dev ## 检查代码的写法、格式和类型
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy --strict
	$(BIN)/lint-imports --no-logo

docs: $(VENV)/.docs ## 由 docs/ 和代码里的说明建立文档站（build/docs），有警告就不通过
	@$(BIN)/python -m sphinx -q -W --keep-going -j auto -c docs -d build/doctrees . build/docs
	@echo '<meta http-equiv="refresh" content="0; url=docs/index.html">' >build/docs/index.html
	@echo '写好了：build/docs/index.html'

bench: $(VENV)/.bench ## 测量速度（同一次运行中的倍数）
	@$(BIN)/python -m benchmarks

soak: $(VENV)/.dev $(VENV)/.watch ## 长时间运行：不崩溃，不增长
	@$(BIN)/python -m benchmarks.soak

conformance: $(VENV)/.dev ## 重新生成一致性案例（conformance/cases）
	@$(BIN)/python -m conformance.generate

runtimes: $(VENV)/.dev ## 用一致性案例比较各语言的读取程序（需要 node 和 JDK）
	@$(BIN)/python -m conformance

schemas: $(VENV)/.cli ## 重新生成编辑器用的 schemas/ 和各文件的首行
	@$(BIN)/gaozhi schema . --modelines --cases examples
	@$(BIN)/python -m conformance.schema

lock: $(VENV)/.made ## 重新解析开发用的依赖，写出 requirements/dev.txt
	@rm -rf build/lock && $(BIN)/python -m venv build/lock
	@build/lock/bin/python -m pip --disable-pip-version-check --quiet install --editable '.[dev,docs,spark,watch]'
	@{ sed '/^[^#]/,$$d' $(LOCK); build/lock/bin/python -m pip --disable-pip-version-check freeze --exclude-editable; } >build/lock.txt
	@mv build/lock.txt $(LOCK) && rm -rf build/lock

clean: ## 删除 .venv、缓存和构建产物
	rm -rf $(VENV) build dist .mypy_cache .pytest_cache .ruff_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# pyproject.toml says what to install, and $(LOCK) which version of it: when one changes, the stamp is
# too old and the install runs again.
$(VENV)/.cli: pyproject.toml $(LOCK) $(VENV)/.made
	@echo '正在安装 gaozhi[cli] ……'
	@$(PIP) install $(LOCKED) --editable '.[cli]'
	@touch $@

# The demonstration ends with the commands that write the pages and serve the answers: both work then.
$(VENV)/.demo: pyproject.toml $(LOCK) $(VENV)/.made
	@echo '正在安装 gaozhi[cli,serve] ……'
	@$(PIP) install $(LOCKED) --editable '.[cli,serve]'
	@touch $(VENV)/.cli $@

# What the tests need includes what the command line needs.
$(VENV)/.dev: pyproject.toml $(LOCK) $(VENV)/.made
	@echo '正在安装 gaozhi[dev] ……'
	@$(PIP) install $(LOCKED) --editable '.[dev]'
	@touch $(VENV)/.cli $(VENV)/.demo $@

$(VENV)/.docs: $(VENV)/.dev
	@echo '正在安装 gaozhi[docs] ……'
	@$(PIP) install $(LOCKED) --editable '.[docs]'
	@touch $@

# Opponents to measure against; one that cannot be installed here (some need a compiler) is left out.
$(VENV)/.bench: $(VENV)/.dev
	@$(PIP) install $(LOCKED) --editable '.[bench]' || echo '有的对手没有装上，不作比较'
	@touch $@

# durable-rules, the second matcher of alerts, comes as source and needs a C compiler. Without one everything else works; CI requires it.
$(VENV)/.watch: pyproject.toml $(LOCK) $(VENV)/.dev
	@echo '正在安装 gaozhi[watch] ……'
	@$(PIP) install $(LOCKED) --editable '.[watch]' && touch $@ || { \
	    echo '没有装上 gaozhi[watch]（durable-rules 以源码发布，需要 C 编译器）；与它比较的测试将跳过。' >&2; \
	    [ -z "$$CI" ]; \
	}

# pyspark is large, and runs on Java. Without it everything else works; CI requires it.
$(VENV)/.spark: pyproject.toml $(LOCK) $(VENV)/.dev
	@echo '正在安装 gaozhi[spark] ……'
	@$(PIP) install $(LOCKED) --editable '.[spark]' && touch $@ || { \
	    echo '没有装上 gaozhi[spark]；用 Spark 的测试将跳过。' >&2; \
	    [ -z "$$CI" ]; \
	}

$(VENV)/.made:
	@for python in $(PYTHON) python3 python3.14 python3.13 python3.12 python3.11 python; do \
	    "$$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || continue; \
	    echo "正在用 $$("$$python" --version) 建立 $(VENV) ……"; \
	    "$$python" -m venv $(VENV) && touch $@ && exit 0; \
	    rm -rf $(VENV); \
	    echo '无法建立虚拟环境。Debian、Ubuntu 等系统须先安装 python3-venv。' >&2; \
	    exit 1; \
	done; \
	echo '需要 Python 3.11 或者更新的版本，未找到（已查找 python3、python3.14、python3.13、python3.12、python3.11）。' >&2; \
	found=$$(python3 --version 2>&1) && echo "现有的 python3 是 $$found。" >&2; \
	echo '装好以后再运行；不在 PATH 中的，可以写 make PYTHON=/路径/python3.12 …' >&2; \
	exit 1
