;; IpAddress, NotIpAddress
;;
;; The value is an address of one of the networks, of either family; an address alone is a network of one
;; host, and bits after the prefix are ignored (IAM/reference_policies_elements_condition_operators). The
;; families never match each other, not even as `::ffff:a.b.c.d` (derived). A value that is no address lies in
;; no network.
;;
;; Encoded as a bit-vector of 32 or 128 bits for each family that is tested, with a `Bool` that the value is of
;; the family; where both are tested, not of both. A network is an equation on the leading bits. Exact for
;; terms that read the key as an address only: every bit-vector is an address and has a spelling.

(set-logic ALL)

;; policy office
;;   {"Condition": {"IpAddress": {"aws:SourceIp": "203.0.113.77/24"}}}
;; emits
(push 1)
(declare-const |aws:sourceip present| Bool)
(declare-const |aws:sourceip is ipv4| Bool)
(declare-const |aws:sourceip as ipv4| (_ BitVec 32))
(assert (and |aws:sourceip present| (and |aws:sourceip is ipv4| (= ((_ extract 31 8) |aws:sourceip as ipv4|) #b110010110000000001110001))))
(set-info :status sat)
(check-sat)
(pop 1)

;; rows of office
;;   {"context": {"aws:SourceIp": ["203.0.113.9"]}} => true
;;   {"context": {"aws:SourceIp": ["203.0.114.9"]}} => false
;;   {"context": {"aws:SourceIp": ["::ffff:203.0.113.9"]}} => false
;;   {"context": {"aws:SourceIp": ["203.0.113.9/32"]}} => false
;;   {"context": {"aws:SourceIp": ["office"]}} => false
;;   {"context": {}} => false

;; policy elsewhere
;;   {"Condition": {"NotIpAddress": {"aws:SourceIp": "203.0.113.0/24"}}}
;; emits
(push 1)
(declare-const |aws:sourceip present| Bool)
(declare-const |aws:sourceip is ipv4| Bool)
(declare-const |aws:sourceip as ipv4| (_ BitVec 32))
(assert (or (not |aws:sourceip present|) (and |aws:sourceip present| (not (and |aws:sourceip is ipv4| (= ((_ extract 31 8) |aws:sourceip as ipv4|) #b110010110000000001110001))))))
(set-info :status sat)
(check-sat)
(pop 1)

;; rows of elsewhere
;;   {"context": {"aws:SourceIp": ["203.0.113.9"]}} => false
;;   {"context": {"aws:SourceIp": ["2001:db8::1"]}} => true
;;   {"context": {"aws:SourceIp": ["office"]}} => true
;;   {"context": {}} => true

;; policy both-families
;;   {"Condition": {"IpAddress": {"aws:SourceIp": ["203.0.113.0/24", "2001:db8::/32"]}}}
;; emits
(push 1)
(declare-const |aws:sourceip present| Bool)
(declare-const |aws:sourceip is ipv4| Bool)
(declare-const |aws:sourceip as ipv4| (_ BitVec 32))
(declare-const |aws:sourceip is ipv6| Bool)
(declare-const |aws:sourceip as ipv6| (_ BitVec 128))
(assert (not (and |aws:sourceip is ipv4| |aws:sourceip is ipv6|)))
(assert (and |aws:sourceip present| (or (and |aws:sourceip is ipv4| (= ((_ extract 31 8) |aws:sourceip as ipv4|) #b110010110000000001110001)) (and |aws:sourceip is ipv6| (= ((_ extract 127 96) |aws:sourceip as ipv6|) #b00100000000000010000110110111000)))))
(set-info :status sat)
(check-sat)
(pop 1)

;; rows of both-families
;;   {"context": {"aws:SourceIp": ["2001:DB8:0::1"]}} => true
;;   {"context": {"aws:SourceIp": ["2001:db9::1"]}} => false

;; policy whole-family
;;   {"Condition": {"IpAddress": {"aws:SourceIp": "0.0.0.0/0"}}}
;; emits
(push 1)
(declare-const |aws:sourceip present| Bool)
(declare-const |aws:sourceip is ipv4| Bool)
(declare-const |aws:sourceip as ipv4| (_ BitVec 32))
(assert (and |aws:sourceip present| |aws:sourceip is ipv4|))
(set-info :status sat)
(check-sat)
(pop 1)

;; policy whole-other-family
;;   {"Condition": {"IpAddress": {"aws:SourceIp": "::/0"}}}
;; emits
(push 1)
(declare-const |aws:sourceip present| Bool)
(declare-const |aws:sourceip is ipv6| Bool)
(declare-const |aws:sourceip as ipv6| (_ BitVec 128))
(assert (and |aws:sourceip present| |aws:sourceip is ipv6|))
(set-info :status sat)
(check-sat)
(pop 1)

;; policy host
;;   {"Condition": {"IpAddress": {"aws:SourceIp": "203.0.113.9"}}}
;; emits
(push 1)
(declare-const |aws:sourceip present| Bool)
(declare-const |aws:sourceip is ipv4| Bool)
(declare-const |aws:sourceip as ipv4| (_ BitVec 32))
(assert (and |aws:sourceip present| (and |aws:sourceip is ipv4| (= |aws:sourceip as ipv4| #b11001011000000000111000100001001))))
(set-info :status sat)
(check-sat)
(pop 1)

;; policy halves
;;   {"Condition": {"IpAddress": {"aws:SourceIp": ["203.0.113.0/25", "203.0.113.128/25"]}}}
;; emits
(push 1)
(declare-const |aws:sourceip present| Bool)
(declare-const |aws:sourceip is ipv4| Bool)
(declare-const |aws:sourceip as ipv4| (_ BitVec 32))
(assert (and |aws:sourceip present| (or (and |aws:sourceip is ipv4| (= ((_ extract 31 7) |aws:sourceip as ipv4|) #b1100101100000000011100010)) (and |aws:sourceip is ipv4| (= ((_ extract 31 7) |aws:sourceip as ipv4|) #b1100101100000000011100011)))))
(set-info :status sat)
(check-sat)
(pop 1)

;; law host-bits-are-ignored: office and elsewhere, expect unsat
(push 1)
(declare-const |aws:sourceip present| Bool)
(declare-const |aws:sourceip is ipv4| Bool)
(declare-const |aws:sourceip as ipv4| (_ BitVec 32))
(define-fun term-1 () Bool (and |aws:sourceip is ipv4| (= ((_ extract 31 8) |aws:sourceip as ipv4|) #b110010110000000001110001)))
(assert (and |aws:sourceip present| term-1 (or (not |aws:sourceip present|) (and |aws:sourceip present| (not term-1)))))
(set-info :status unsat)
(check-sat)
(pop 1)
;; law complement: not (office or elsewhere), expect unsat
(push 1)
(declare-const |aws:sourceip present| Bool)
(declare-const |aws:sourceip is ipv4| Bool)
(declare-const |aws:sourceip as ipv4| (_ BitVec 32))
(define-fun term-1 () Bool (and |aws:sourceip is ipv4| (= ((_ extract 31 8) |aws:sourceip as ipv4|) #b110010110000000001110001)))
(assert (not (or (not |aws:sourceip present|) (and |aws:sourceip present| term-1) (and |aws:sourceip present| (not term-1)))))
(set-info :status unsat)
(check-sat)
(pop 1)
;; law two-halves-are-a-network: (office and not halves) or (halves and not office), expect unsat
(push 1)
(declare-const |aws:sourceip present| Bool)
(declare-const |aws:sourceip is ipv4| Bool)
(declare-const |aws:sourceip as ipv4| (_ BitVec 32))
(define-fun term-1 () Bool (and |aws:sourceip is ipv4| (= ((_ extract 31 8) |aws:sourceip as ipv4|) #b110010110000000001110001)))
(define-fun term-2 () Bool (or (and |aws:sourceip is ipv4| (= ((_ extract 31 7) |aws:sourceip as ipv4|) #b1100101100000000011100010)) (and |aws:sourceip is ipv4| (= ((_ extract 31 7) |aws:sourceip as ipv4|) #b1100101100000000011100011))))
(assert (or (and |aws:sourceip present| term-1 (not (and |aws:sourceip present| term-2))) (and |aws:sourceip present| term-2 (not (and |aws:sourceip present| term-1)))))
(set-info :status unsat)
(check-sat)
(pop 1)
;; law a-host-lies-inside: host and not office, expect unsat
(push 1)
(declare-const |aws:sourceip present| Bool)
(declare-const |aws:sourceip is ipv4| Bool)
(declare-const |aws:sourceip as ipv4| (_ BitVec 32))
(assert (and |aws:sourceip present| (and |aws:sourceip is ipv4| (= |aws:sourceip as ipv4| #b11001011000000000111000100001001)) (not (and |aws:sourceip present| (and |aws:sourceip is ipv4| (= ((_ extract 31 8) |aws:sourceip as ipv4|) #b110010110000000001110001))))))
(set-info :status unsat)
(check-sat)
(pop 1)
;; law more-networks-are-wider: office and not both-families, expect unsat
(push 1)
(declare-const |aws:sourceip present| Bool)
(declare-const |aws:sourceip is ipv4| Bool)
(declare-const |aws:sourceip as ipv4| (_ BitVec 32))
(declare-const |aws:sourceip is ipv6| Bool)
(declare-const |aws:sourceip as ipv6| (_ BitVec 128))
(define-fun term-1 () Bool (and |aws:sourceip is ipv4| (= ((_ extract 31 8) |aws:sourceip as ipv4|) #b110010110000000001110001)))
(assert (not (and |aws:sourceip is ipv4| |aws:sourceip is ipv6|)))
(assert (and |aws:sourceip present| term-1 (not (and |aws:sourceip present| (or term-1 (and |aws:sourceip is ipv6| (= ((_ extract 127 96) |aws:sourceip as ipv6|) #b00100000000000010000110110111000)))))))
(set-info :status unsat)
(check-sat)
(pop 1)
;; law no-address-of-both-families: whole-family and whole-other-family, expect unsat
(push 1)
(declare-const |aws:sourceip present| Bool)
(declare-const |aws:sourceip is ipv4| Bool)
(declare-const |aws:sourceip as ipv4| (_ BitVec 32))
(declare-const |aws:sourceip is ipv6| Bool)
(declare-const |aws:sourceip as ipv6| (_ BitVec 128))
(assert (not (and |aws:sourceip is ipv4| |aws:sourceip is ipv6|)))
(assert (and |aws:sourceip present| |aws:sourceip is ipv4| |aws:sourceip is ipv6|))
(set-info :status unsat)
(check-sat)
(pop 1)
;; law other-text-lies-in-neither: not (whole-family or whole-other-family), expect sat
(push 1)
(declare-const |aws:sourceip present| Bool)
(declare-const |aws:sourceip is ipv4| Bool)
(declare-const |aws:sourceip as ipv4| (_ BitVec 32))
(declare-const |aws:sourceip is ipv6| Bool)
(declare-const |aws:sourceip as ipv6| (_ BitVec 128))
(assert (not (and |aws:sourceip is ipv4| |aws:sourceip is ipv6|)))
(assert (not (or (and |aws:sourceip present| |aws:sourceip is ipv4|) (and |aws:sourceip present| |aws:sourceip is ipv6|))))
(set-info :status sat)
(check-sat)
(pop 1)
