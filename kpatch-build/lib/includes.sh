# shellcheck shell=bash
# SPDX-License-Identifier: GPL-2.0-only
include_objects() { die "$1: headers are not supported yet"; }
