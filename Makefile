# The same words as in bin/, for fingers that are used to make.
.PHONY: run test check bench manage
run:
	bin/run $(PORT)
test:
	bin/test $(ARGS)
check:
	bin/check
bench:
	bin/bench $(ARGS)
manage:
	bin/manage $(ARGS)
