# SPDX-License-Identifier: EUPL-1.2
"""What we offer: products and services, seen from our side and from the customer's."""
